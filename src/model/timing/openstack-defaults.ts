// Written by scripts/default-timings.mjs from the Rally reports of openstack/performance-docs (Apache-2.0) and
// from Heat's resource types. A median is the median of the reports' medians; a p95 is the one that 95 % of the reports stay
// below, at least twice the median, so that a row covers the spread between clouds.

/** Measured creations of OpenStack resources, in seconds. */
export const MEASURED: readonly MeasuredType[] = [
  { type: 'OS::Nova::Server', action: 'nova.boot_server', median: 7.26, p95: 87.1, reports: 67, measurements: 59526 },
  {
    type: 'OS::Cinder::Volume',
    action: 'cinder.create_volume',
    median: 3.37,
    p95: 10.6,
    reports: 29,
    measurements: 15508,
  },
  {
    type: 'OS::Cinder::VolumeAttachment',
    action: 'nova.attach_volume',
    median: 2.76,
    p95: 12.3,
    reports: 10,
    measurements: 11312,
  },
  {
    type: 'OS::Neutron::Net',
    action: 'neutron.create_network',
    median: 0.314,
    p95: 2.54,
    reports: 15,
    measurements: 13820,
  },
  {
    type: 'OS::Neutron::Subnet',
    action: 'neutron.create_subnet',
    median: 0.635,
    p95: 2.73,
    reports: 10,
    measurements: 4300,
  },
  {
    type: 'OS::Neutron::Port',
    action: 'neutron.create_port',
    median: 0.727,
    p95: 5.57,
    reports: 7,
    measurements: 3760,
  },
  {
    type: 'OS::Neutron::Router',
    action: 'neutron.create_router',
    median: 0.117,
    p95: 0.858,
    reports: 6,
    measurements: 2180,
  },
  {
    type: 'OS::Neutron::RouterInterface',
    action: 'neutron.add_interface_router',
    median: 0.853,
    p95: 2.08,
    reports: 6,
    measurements: 2180,
  },
  { type: 'OS::Glance::Image', action: 'glance.create_image', median: 43.2, p95: 104, reports: 12, measurements: 3150 },
  {
    type: 'OS::Neutron::FloatingIPAssociation',
    action: 'nova.associate_floating_ip',
    median: 2.8,
    p95: 5.6,
    reports: 1,
    measurements: 1,
  },
  {
    type: 'OS::Neutron::FloatingIP',
    action: 'neutron.create_floating_ip',
    median: 0.663,
    p95: 1.33,
    reports: 2,
    measurements: 20,
  },
  {
    type: 'OS::Nova::FloatingIP',
    action: 'neutron.create_floating_ip',
    median: 0.663,
    p95: 1.33,
    reports: 2,
    measurements: 20,
  },
  { type: 'OS::Nova::KeyPair', action: 'nova.create_keypair', median: 0.662, p95: 1.6, reports: 6, measurements: 6 },
  {
    type: 'OS::Neutron::SecurityGroup',
    action: 'neutron.create_security_group',
    median: 0.286,
    p95: 0.572,
    reports: 3,
    measurements: 300,
  },
  {
    type: 'OS::Neutron::ProviderNet',
    action: 'neutron.create_network',
    median: 0.314,
    p95: 2.54,
    reports: 15,
    measurements: 13820,
  },
  {
    type: 'OS::Neutron::RouterGateway',
    action: 'neutron.add_interface_router',
    median: 0.853,
    p95: 2.08,
    reports: 6,
    measurements: 2180,
  },
  {
    type: 'OS::Glance::WebImage',
    action: 'glance.create_image',
    median: 43.2,
    p95: 104,
    reports: 12,
    measurements: 3150,
  },
  { type: 'AWS::EC2::Instance', action: 'nova.boot_server', median: 7.26, p95: 87.1, reports: 67, measurements: 59526 },
  {
    type: 'AWS::EC2::Volume',
    action: 'cinder.create_volume',
    median: 3.37,
    p95: 10.6,
    reports: 29,
    measurements: 15508,
  },
  {
    type: 'AWS::EC2::VolumeAttachment',
    action: 'nova.attach_volume',
    median: 2.76,
    p95: 12.3,
    reports: 10,
    measurements: 11312,
  },
  {
    type: 'AWS::EC2::VPC',
    action: 'neutron.create_network',
    median: 0.314,
    p95: 2.54,
    reports: 15,
    measurements: 13820,
  },
  {
    type: 'AWS::EC2::Subnet',
    action: 'neutron.create_subnet',
    median: 0.635,
    p95: 2.73,
    reports: 10,
    measurements: 4300,
  },
  {
    type: 'AWS::EC2::NetworkInterface',
    action: 'neutron.create_port',
    median: 0.727,
    p95: 5.57,
    reports: 7,
    measurements: 3760,
  },
  {
    type: 'AWS::EC2::RouteTable',
    action: 'neutron.create_router',
    median: 0.117,
    p95: 0.858,
    reports: 6,
    measurements: 2180,
  },
  {
    type: 'AWS::EC2::SubnetRouteTableAssociation',
    action: 'neutron.add_interface_router',
    median: 0.853,
    p95: 2.08,
    reports: 6,
    measurements: 2180,
  },
  {
    type: 'AWS::EC2::SecurityGroup',
    action: 'neutron.create_security_group',
    median: 0.286,
    p95: 0.572,
    reports: 3,
    measurements: 300,
  },
  {
    type: 'AWS::EC2::EIP',
    action: 'neutron.create_floating_ip',
    median: 0.663,
    p95: 1.33,
    reports: 2,
    measurements: 20,
  },
  {
    type: 'AWS::EC2::EIPAssociation',
    action: 'nova.associate_floating_ip',
    median: 2.8,
    p95: 5.6,
    reports: 1,
    measurements: 1,
  },
];

export interface MeasuredType {
  /** Heat's resource type. */
  readonly type: string;
  /** The measured API action. */
  readonly action: string;
  readonly median: number;
  readonly p95: number;
  /** Reports that were pooled, and single measurements in them. */
  readonly reports: number;
  readonly measurements: number;
}

/** Heat's types whose creation ends with the API call that makes them (no polling), without `OS::`. */
export const SINGLE_CALL_TYPES = `
Aodh::Alarm Aodh::CombinationAlarm Aodh::CompositeAlarm Aodh::EventAlarm
Aodh::GnocchiAggregationByMetricsAlarm Aodh::GnocchiAggregationByResourcesAlarm Aodh::GnocchiResourcesAlarm
Aodh::LBMemberHealthAlarm Aodh::PrometheusAlarm Barbican::Secret Blazar::Host Blazar::Lease
Cinder::EncryptedVolumeType Cinder::QoSAssociation Cinder::QoSSpecs Cinder::Quota Cinder::VolumeType
Designate::Domain Designate::Record Heat::AccessPolicy Heat::CloudConfig Heat::HARestarter Heat::MultipartMime
Heat::None Heat::RandomString Heat::ScalingPolicy Heat::SoftwareComponent Heat::SoftwareConfig
Heat::StructuredConfig Heat::SwiftSignalHandle Heat::UpdateWaitConditionHandle Heat::Value
Heat::WaitConditionHandle Keystone::Domain Keystone::Endpoint Keystone::Group Keystone::GroupRoleAssignment
Keystone::Project Keystone::Region Keystone::Role Keystone::Service Keystone::User
Keystone::UserRoleAssignment Magnum::Bay Magnum::BayModel Magnum::ClusterTemplate Manila::SecurityService
Manila::ShareNetwork Manila::ShareType Mistral::CronTrigger Mistral::Workflow Monasca::AlarmDefinition
Monasca::Notification Neutron::AddressScope Neutron::ExtraRoute Neutron::ExtraRouteSet Neutron::FirewallPolicy
Neutron::FirewallRule Neutron::FloatingIPPortForward Neutron::FlowClassifier Neutron::HealthMonitor
Neutron::IKEPolicy Neutron::IPsecPolicy Neutron::L2Gateway Neutron::L2GatewayConnection
Neutron::LBaaS::HealthMonitor Neutron::LBaaS::L7Policy Neutron::LBaaS::L7Rule Neutron::LBaaS::Listener
Neutron::LBaaS::LoadBalancer Neutron::LBaaS::Pool Neutron::LBaaS::PoolMember Neutron::LoadBalancer
Neutron::MeteringLabel Neutron::MeteringRule Neutron::NetworkGateway Neutron::Pool Neutron::PoolMember
Neutron::PortChain Neutron::PortPair Neutron::PortPairGroup Neutron::QoSBandwidthLimitRule
Neutron::QoSDscpMarkingRule Neutron::QoSMinimumBandwidthRule Neutron::QoSMinimumPacketRateRule
Neutron::QoSPolicy Neutron::Quota Neutron::RBACPolicy Neutron::SecurityGroupRule Neutron::Segment
Neutron::SubnetPool Nova::Flavor Nova::FloatingIPAssociation Nova::HostAggregate Nova::Quota Nova::ServerGroup
Octavia::AvailabilityZone Octavia::AvailabilityZoneProfile Octavia::Flavor Octavia::FlavorProfile
Octavia::Quota Sahara::Cluster Sahara::ClusterTemplate Sahara::DataSource Sahara::ImageRegistry Sahara::Job
Sahara::JobBinary Sahara::NodeGroupTemplate Senlin::Cluster Senlin::Node Senlin::Policy Senlin::Profile
Senlin::Receiver Swift::Container Vitrage::Template Zaqar::MistralTrigger Zaqar::Queue Zaqar::SignedQueueURL
Zaqar::Subscription`;
