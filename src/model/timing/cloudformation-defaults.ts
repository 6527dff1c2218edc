// Written by scripts/default-timings.mjs from the estimates of aws-cloudformation/rain,
// internal/cmd/forecast/estimate.go at d085ec5b12ee (Apache-2.0, see NOTICE).

/** Average seconds that CloudFormation took to create a resource: `Service: Type=seconds …`, without `AWS::`. */
export const CREATION_SECONDS = `
ACMPCA: Certificate=3 CertificateAuthority=3 CertificateAuthorityActivation=2 Permission=1 APS:
RuleGroupsNamespace=47 Workspace=30 AccessAnalyzer: Analyzer=1 AmazonMQ: Broker=604 Configuration=2
ConfigurationAssociation=177 Amplify: App=2 Branch=2 Domain=46 AmplifyUIBuilder: Component=2 Form=2 Theme=1 View=2
ApiGateway: Account=2 ApiKey=2 Authorizer=1 BasePathMapping=12 ClientCertificate=2 Deployment=3 DocumentationPart=1
DocumentationVersion=2 DomainName=14 GatewayResponse=1 Method=2 Model=2 RequestValidator=2 Resource=2 RestApi=2
Stage=2 UsagePlan=2 UsagePlanKey=2 VpcLink=429 ApiGatewayV2: AccessPolicy=2 Api=2 ApiMapping=1 Authorizer=1
Deployment=2 DomainName=6 Integration=1 IntegrationResponse=1 Model=1 Route=1 RouteResponse=1 Stage=1 VpcLink=124
AppConfig: Application=1 ConfigurationProfile=1 Deployment=133 DeploymentStrategy=1 Environment=1 Extension=1
ExtensionAssociation=1 HostedConfigurationVersion=1 AppFlow: Connector=2 ConnectorProfile=9 Flow=10 AppIntegrations:
Application=1 DataIntegration=2 EventIntegration=1 AppMesh: GatewayRoute=2 Mesh=1 Route=2 VirtualGateway=2
VirtualNode=6 VirtualRouter=1 VirtualService=1 AppRunner: AutoScalingConfiguration=1 ObservabilityConfiguration=1
Service=218 VpcConnector=2 VpcIngressConnection=38 AppStream: AppBlock=2 Application=2
ApplicationEntitlementAssociation=1 ApplicationFleetAssociation=2 DirectoryConfig=2 Entitlement=1 Fleet=20
ImageBuilder=817 Stack=1 StackFleetAssociation=2 AppSync: ApiCache=437 ApiKey=2 DataSource=2 DomainName=5
DomainNameApiAssociation=313 FunctionConfiguration=2 GraphQLApi=2 GraphQLSchema=8 Resolver=7 SourceApiAssociation=7
ApplicationAutoScaling: ScalableTarget=2 ScalingPolicy=1 ApplicationInsights: Application=45 Athena:
CapacityReservation=84 DataCatalog=1 NamedQuery=5 PreparedStatement=3 WorkGroup=2 AuditManager: Assessment=2
AutoScaling: AutoScalingGroup=3 LaunchConfiguration=2 LifecycleHook=2 ScalingPolicy=7 ScheduledAction=12 WarmPool=24
AutoScalingPlans: ScalingPlan=61 Backup: BackupPlan=4 BackupSelection=2 BackupVault=2 Framework=22 ReportPlan=7
BackupGateway: Hypervisor=2 Batch: ComputeEnvironment=7 JobDefinition=6 JobQueue=7 SchedulingPolicy=1 Budgets:
Budget=1 BudgetsAction=1 CDK: GammaMetadata=2 Metadata=1 CE: CostCategory=1 CUR: ReportDefinition=2 Canary:
SubnetCidrBlockCleanUp=12 Cassandra: Keyspace=16 Table=27 CertificateManager: Account=3 Certificate=239 Chatbot:
MicrosoftTeamsChannelConfiguration=2 SlackChannelConfiguration=2 CleanRooms: AnalysisTemplate=4 Collaboration=3
ConfiguredTable=4 ConfiguredTableAssociation=4 Membership=4 Cloud9: EnvironmentEC2=48 CloudFormation:
CustomResource=119 HookDefaultVersion=3 HookTypeConfig=1 HookVersion=44 Macro=1 ModuleDefaultVersion=1
ModuleVersion=17 PublicTypeVersion=167 Publisher=1 ResourceDefaultVersion=3 ResourceTypeVersion=1
ResourceTypeVersionMapping=1 ResourceVersion=108 Stack=133 StackSet=17 Transform=1 TypeActivation=1
WaitCondition=210 WaitConditionHandle=0 CloudFront: CachePolicy=2 CloudFrontOriginAccessIdentity=2
ContinuousDeploymentPolicy=2 Distribution=266 Function=5 KeyGroup=2 OriginAccessControl=2 OriginRequestPolicy=2
PublicKey=2 Random=1 RealtimeLogConfig=2 ResponseHeadersPolicy=2 CloudTrail: Channel=1 EventDataStore=4
ResourcePolicy=1 Trail=2 CloudWatch: Alarm=2 AnomalyDetector=1 CompositeAlarm=1 Dashboard=2 InsightRule=3
MetricStream=1 CodeArtifact: Domain=3 Repository=12 CodeBuild: Project=2 ReportGroup=2 SourceCredential=1
CodeCommit: Repository=2 CodeDeploy: Application=1 DeploymentConfig=1 DeploymentGroup=20 CodeGuruProfiler:
ProfilingGroup=1 CodeGuruReviewer: RepositoryAssociation=34 CodePipeline: CustomActionType=2 Pipeline=71 Webhook=2
CodeStar: GitHubRepository=7 Project=12 SyncResources=12 CodeStarConnections: Connection=1 CodeStarNotifications:
NotificationRule=2 CodeTest: PersistentConfiguration=50 Series=9 Cognito: IdentityPool=1 IdentityPoolPrincipalTag=1
IdentityPoolRoleAttachment=1 UserPool=3 UserPoolClient=1 UserPoolDomain=2 UserPoolGroup=21
UserPoolIdentityProvider=1 UserPoolResourceServer=1 UserPoolRiskConfigurationAttachment=1
UserPoolUICustomizationAttachment=1 UserPoolUser=1 UserPoolUserToGroupAttachment=1 Comprehend:
DocumentClassifier=1846 Flywheel=20 Config: AggregationAuthorization=4 ConfigRule=3 ConfigurationAggregator=4
ConfigurationRecorder=2 ConformancePack=34 ConformancePackCompliance=1 DeliveryChannel=1 OrganizationConfigRule=106
OrganizationConformancePack=227 RemediationConfiguration=1 StoredQuery=4 Connect: ApprovedOrigin=1 ContactFlow=2
ContactFlowModule=2 EvaluationForm=2 HoursOfOperation=1 Instance=71 InstanceStorageConfig=2 IntegrationAssociation=2
PhoneNumber=6 Prompt=3 Queue=1 QuickConnect=1 RoutingProfile=1 Rule=2 SecurityKey=1 TaskTemplate=1
TrafficDistributionGroup=231 User=3 UserHierarchyGroup=1 View=2 ViewVersion=1 ConnectCampaigns: Campaign=2
ConsoleConfiguration: Endpoint=1 ControlTower: CustomWaiter=152 EnabledControl=107 CustomerProfiles:
CalculatedAttributeDefinition=1 Domain=1 EventStream=2 Integration=2 ObjectType=1 DAX: Cluster=485 ParameterGroup=2
SubnetGroup=2 DLM: LifecyclePolicy=1 DMS: Certificate=1 DataProvider=2 Endpoint=7 EventSubscription=20
InstanceProfile=2 MigrationProject=3 ReplicationConfig=1 ReplicationInstance=778 ReplicationSubnetGroup=2
ReplicationTask=54 DataBrew: Dataset=1 Job=2 Project=2 Recipe=2 Ruleset=1 Schedule=2 DataPipeline: Pipeline=3
DataSync: Agent=5 LocationAzureBlob=6 LocationEFS=5 LocationFSxLustre=6 LocationFSxONTAP=5 LocationFSxOpenZFS=6
LocationFSxWindows=6 LocationHDFS=5 LocationNFS=5 LocationObjectStorage=5 LocationS3=5 LocationSMB=6 StorageSystem=6
Task=4 DeadlineCloud: Fleet=1 Queue=3 Detective: Graph=18 MemberInvitation=32 OrganizationAdmin=5 DevOpsGuru:
LogAnomalyDetectionIntegration=2 NotificationChannel=2 ResourceCollection=2 DeviceFarm: DevicePool=7
InstanceProfile=6 NetworkProfile=6 Project=5 TestGridProject=7 VPCEConfiguration=6 DirectoryService:
MicrosoftAD=1698 SimpleAD=435 DocDB: DBCluster=68 DBClusterParameterGroup=3 DBInstance=298 DBSubnetGroup=3
EventSubscription=2 DocDBElastic: Cluster=1299 DynamoDB: GlobalTable=64 Table=15 EC2: CapacityReservation=2
CapacityReservationFleet=33 CarrierGateway=4 ClientVpnAuthorizationRule=240 ClientVpnEndpoint=3 ClientVpnRoute=37
ClientVpnTargetNetworkAssociation=463 CoipCidr=4 CoipPool=4 CustomerGateway=17 DHCPOptions=7 EC2Fleet=3 EIP=17
EIPAssociation=5 EgressOnlyInternetGateway=17 FlowLog=2 GatewayRouteTableAssociation=6 Host=17 IPAM=2
IPAMAllocation=1 IPAMPool=18 IPAMPoolCidr=10 IPAMResourceDiscovery=2 IPAMResourceDiscoveryAssociation=2 IPAMScope=2
Instance=16 InstanceConnectEndpoint=316 InternetGateway=17 IpPoolRouteTableAssociation=6 KeyPair=1 LaunchTemplate=6
LocalGatewayRoute=2 LocalGatewayRouteTable=4 LocalGatewayRouteTableVPCAssociation=4
LocalGatewayRouteTableVirtualInterfaceGroupAssociation=4 NatGateway=106 NetworkAcl=17 NetworkAclEntry=3
NetworkInsightsAccessScope=2 NetworkInsightsAccessScopeAnalysis=63 NetworkInsightsAnalysis=23 NetworkInsightsPath=1
NetworkInterface=12 NetworkInterfaceAttachment=12 NetworkInterfacePermission=16
NetworkPerformanceMetricSubscription=1 PlacementGroup=17 PrefixList=6 Route=2 RouteTable=12 SecurityGroup=6
SecurityGroupEgress=3 SecurityGroupIngress=2 SpotFleet=4 Subnet=4 SubnetCidrBlock=2 SubnetNetworkAclAssociation=13
SubnetRouteTableAssociation=2 TrafficMirrorFilter=2 TrafficMirrorFilterRule=1 TrafficMirrorSession=2
TrafficMirrorTarget=2 TransitGateway=53 TransitGatewayAttachment=50 TransitGatewayConnect=2
TransitGatewayMulticastDomain=17 TransitGatewayMulticastDomainAssociation=18 TransitGatewayMulticastGroupMember=7
TransitGatewayMulticastGroupSource=7 TransitGatewayPeeringAttachment=39 TransitGatewayPolicyTable=2
TransitGatewayPolicyTableAssociation=35 TransitGatewayRoute=1 TransitGatewayRouteTable=8
TransitGatewayRouteTableAnnouncement=83 TransitGatewayRouteTableAssociation=2 TransitGatewayRouteTablePropagation=1
TransitGatewayVpcAttachment=49 VPC=12 VPCCidrBlock=23 VPCDHCPOptionsAssociation=1 VPCEndpoint=47
VPCEndpointConnectionNotification=3 VPCEndpointService=6 VPCEndpointServicePermissions=3 VPCGatewayAttachment=12
VPCPeeringConnection=10 VPNConnection=165 VPNConnectionRoute=18 VPNGateway=7 VPNGatewayRoutePropagation=18
VerifiedAccessEndpoint=783 VerifiedAccessGroup=2 VerifiedAccessInstance=2 VerifiedAccessTrustProvider=2 Volume=7
VolumeAttachment=7 ECR: PublicRepository=2 PullThroughCacheRule=1 RegistryPolicy=1 ReplicationConfiguration=1
Repository=1 ECS: CapacityProvider=2 Cluster=5 ClusterCapacityProviderAssociations=13 PrimaryTaskSet=6 Service=119
TaskDefinition=4 TaskSet=62 EFS: AccessPoint=5 FileSystem=5 MountTarget=93 EKS: Addon=15 Cluster=544
FargateProfile=18 IdentityProviderConfig=433 Nodegroup=160 EMR: Cluster=503 InstanceFleetConfig=308
InstanceGroupConfig=192 SecurityConfiguration=1 Step=7 Studio=2 StudioSessionMapping=2 WALWorkspace=1 EMRContainers:
VirtualCluster=2 EMRServerless: Application=2 ElastiCache: CacheCluster=344 GlobalReplicationGroup=119
ParameterGroup=1 ReplicationGroup=712 SecurityGroup=1 SubnetGroup=2 User=2 UserGroup=42 ElasticBeanstalk:
Application=7 ApplicationVersion=7 ConfigurationTemplate=2 Environment=252 ElasticLoadBalancing: LoadBalancer=2
ElasticLoadBalancingV2: Listener=2 ListenerCertificate=1 ListenerRule=2 LoadBalancer=116 TargetGroup=18
Elasticsearch: Domain=1070 EntityResolution: SchemaMapping=2 EventSchemas: Discoverer=2 Registry=2 RegistryPolicy=3
Schema=2 Events: ApiDestination=1 Archive=1 Connection=2 Endpoint=6 EventBus=1 EventBusPolicy=1 Rule=62 Evidently:
Experiment=2 Feature=2 Launch=2 Project=2 Segment=2 FIS: ExperimentTemplate=2 FMS: NotificationChannel=2 Policy=2
ResourceSet=2 FSx: DataRepositoryAssociation=73 FileSystem=637 Snapshot=62 StorageVirtualMachine=176 Volume=65
Forecast: Dataset=2 DatasetGroup=1 FraudDetector: Detector=3 EntityType=3 EventType=3 Label=3 List=3 Outcome=3
Variable=3 GameCast: Application=16 StreamGroup=1542 GameLift: Alias=1 Build=1 Fleet=130 GameServerGroup=18
GameSessionQueue=1 Location=1 MatchmakingConfiguration=1 MatchmakingRuleSet=1 Script=1 GammaDilithium:
JobDefinition=8 GlobalAccelerator: Accelerator=27 EndpointGroup=46 Listener=2 Glue: Classifier=1 Connection=1
Crawler=2 CustomEntityType=1 DataCatalogEncryptionSettings=2 DataQualityRuleset=1 Database=1 DevEndpoint=437 Job=3
MLTransform=2 Partition=1 Registry=5 Schema=6 SchemaVersion=6 SecurityConfiguration=1 Table=1 Trigger=1 Workflow=1
Grafana: Workspace=467 Greengrass: ConnectorDefinition=1 ConnectorDefinitionVersion=1 CoreDefinition=1
CoreDefinitionVersion=1 DeviceDefinition=1 DeviceDefinitionVersion=1 FunctionDefinition=1
FunctionDefinitionVersion=2 Group=2 GroupVersion=1 LoggerDefinition=1 LoggerDefinitionVersion=1 ResourceDefinition=1
ResourceDefinitionVersion=1 SubscriptionDefinition=1 SubscriptionDefinitionVersion=1 GreengrassV2:
ComponentVersion=3 Deployment=2 GroundStation: Config=1 DataflowEndpointGroup=36 MissionProfile=1 GuardDuty:
Detector=5 Filter=1 IPSet=7 Master=3 ThreatIntelSet=6 Hawk: FalconSchedulerSubscription=1 HealthLake:
FHIRDatastore=2025 IAM: AccessKey=1 Group=12 GroupPolicy=32 InstanceProfile=126 ManagedPolicy=16 OIDCProvider=2
Policy=17 Role=12 RolePolicy=32 SAMLProvider=2 ServerCertificate=122 ServiceLinkedRole=2 User=37 UserPolicy=32
UserToGroupAddition=0 VirtualMFADevice=124 IVS: Channel=1 PlaybackKeyPair=1 RecordingConfiguration=7 StreamKey=1
IVSChat: LoggingConfiguration=1 Room=1 IdentityStore: Group=1 GroupMembership=1 ImageBuilder: Component=2
ContainerRecipe=3 DistributionConfiguration=2 Image=846 ImagePipeline=2 ImageRecipe=2 InfrastructureConfiguration=2
Inspector: AssessmentTarget=1 AssessmentTemplate=1 ResourceGroup=1 InspectorV2: Filter=2 Internal: Dummy=3
OneTimeRelease=7 InternetMonitor: Monitor=4 IoT1Click: Placement=2 Project=1 IoT: AccountAuditConfiguration=2
Authorizer=1 BillingGroup=1 CACertificate=1 Certificate=1 CustomMetric=2 Dimension=2 DomainConfiguration=2
FleetMetric=1 JobTemplate=1 Logging=1 MitigationAction=2 Policy=1 PolicyPrincipalAttachment=60
ProvisioningTemplate=1 ResourceSpecificLogging=1 RoleAlias=1 ScheduledAudit=1 SecurityProfile=2 Thing=1 ThingGroup=2
ThingPrincipalAttachment=61 ThingType=1 TopicRule=2 TopicRuleDestination=1 IoTAnalytics: Channel=3 Dataset=2
Datastore=3 Pipeline=2 IoTCoreDeviceAdvisor: SuiteDefinition=2 IoTEvents: AlarmModel=11 DetectorModel=12 Input=1
IoTFleetHub: Application=2 IoTSiteWise: AccessPolicy=1 Asset=13 AssetModel=11 Dashboard=2 Gateway=3 Portal=46
Project=2 IoTTwinMaker: ComponentType=2 Entity=7 Scene=1 SyncJob=1 Workspace=2 IoTWireless: Destination=1
DeviceProfile=1 FuotaTask=1 MulticastGroup=1 NetworkAnalyzerConfiguration=1 ServiceProfile=1 TaskDefinition=1
WirelessDevice=1 WirelessGateway=1 KMS: Alias=62 Key=122 ReplicaKey=124 TestPrimaryMrk=123 KafkaConnect:
Connector=607 Kendra: DataSource=16 Faq=10 Index=1970 KendraRanking: ExecutionPlan=491 Kinesis: Stream=14
StreamConsumer=12 KinesisAnalytics: Application=2 ApplicationOutput=2 ApplicationReferenceDataSource=2
KinesisAnalyticsV2: Application=7 ApplicationCloudWatchLoggingOption=2 ApplicationOutput=2
ApplicationReferenceDataSource=2 KinesisFirehose: DeliveryStream=77 KinesisVideo: SignalingChannel=7 Stream=6
LakeFormation: DataCellsFilter=2 DataLakeSettings=1 Permissions=2 PrincipalPermissions=3 Resource=2 Tag=2
TagAssociation=2 Lambda: Alias=51 CodeSigningConfig=1 EventInvokeConfig=2 EventSourceMapping=10 Function=25
LayerVersion=8 LayerVersionPermission=1 Permission=1 Url=1 Version=4 Lex: Bot=25 BotAlias=2 BotVersion=51
ResourcePolicy=2 LicenseManager: Grant=2 License=2 Lightsail: Alarm=3 Bucket=59 Certificate=7 Container=54
Database=793 Disk=16 Instance=86 LoadBalancer=77 LoadBalancerTlsCertificate=37 StaticIp=28 Location:
GeofenceCollection=1 Map=1 PlaceIndex=1 RouteCalculator=1 Tracker=1 TrackerConsumer=1 Logs: AccountPolicy=1
Destination=1 LogGroup=1 LogStream=11 MetricFilter=2 QueryDefinition=1 ResourcePolicy=1 SubscriptionFilter=1
LookoutMetrics: Alert=1 AnomalyDetector=2 LookoutVision: Project=1 Lotus: PackageMajorVersion=1 PackageOwner=1
PackageVersion=1 RoutingConfiguration=1 VersionAlias=1 M2: Application=7 Environment=168 MSK: BatchScramSecret=3
Cluster=1833 ClusterPolicy=9 Configuration=6 ServerlessCluster=138 VpcConnection=130 MWAA: Environment=111 Macie:
AllowList=2 CustomDataIdentifier=1 Session=1 Maester: DocumentType=1 ManagedFleets: Fleet=1 SubFleet=2 MediaConnect:
Bridge=2 BridgeOutput=2 BridgeSource=2 Flow=2 FlowEntitlement=1 FlowOutput=1 FlowSource=1 FlowVpcInterface=2
Gateway=8 MediaConvert: JobTemplate=2 Preset=1 Queue=5 MediaLive: Channel=18 Input=6 InputSecurityGroup=5
MediaPackage: Asset=2 Channel=2 OriginEndpoint=5 PackagingConfiguration=2 PackagingGroup=2 MediaPackageV2: Channel=2
ChannelGroup=2 ChannelPolicy=2 OriginEndpoint=2 OriginEndpointPolicy=2 MediaStore: Container=36 MediaTailor:
Channel=2 ChannelPolicy=1 LiveSource=1 PlaybackConfiguration=1 SourceLocation=1 VodSource=1 MemoryDB: ACL=2
Cluster=1054 ParameterGroup=1 SubnetGroup=2 User=2 Neptune: DBCluster=79 DBClusterParameterGroup=2 DBInstance=845
DBParameterGroup=2 DBSubnetGroup=2 NetworkFirewall: Firewall=312 FirewallPolicy=2 LoggingConfiguration=10
RuleGroup=3 TLSInspectionConfiguration=2 NetworkManager: ConnectAttachment=51 ConnectPeer=213 CoreNetwork=206
CustomerGatewayAssociation=2 Device=2 GlobalNetwork=2 Link=2 LinkAssociation=2 Site=2 SiteToSiteVpnAttachment=287
TransitGatewayPeering=393 TransitGatewayRegistration=32 TransitGatewayRouteTableAttachment=162 VpcAttachment=109
NimbleStudio: LaunchProfile=25 StreamingImage=4 Studio=8 StudioComponent=8 OSIS: Pipeline=500 Oam: Link=2 Sink=2
Omics: AnnotationStore=243 ReferenceStore=1 RunGroup=1 SequenceStore=1 VariantStore=240 Workflow=7
OpenSearchServerless: AccessPolicy=1 Collection=134 SecurityConfig=1 SecurityPolicy=1 VpcEndpoint=76
OpenSearchService: Domain=887 OpsWorks: App=1 ElasticLoadBalancerAttachment=2 Instance=119 Layer=3 Stack=5
OpsWorksCM: Server=955 Organizations: Account=16 Organization=3 OrganizationalUnit=3 Policy=3 ResourcePolicy=2
PCAConnectorAD: Connector=59 DirectoryRegistration=4 ServicePrincipalName=4 Template=6
TemplateGroupAccessControlEntry=2 Panorama: ApplicationInstance=61 Package=2 PackageVersion=8 Personalize:
Dataset=23 DatasetGroup=19 Schema=1 Solution=2 Pinpoint: ADMChannel=2 APNSChannel=2 APNSSandboxChannel=2
APNSVoipChannel=2 APNSVoipSandboxChannel=2 App=2 ApplicationSettings=2 BaiduChannel=2 Campaign=6 EmailChannel=2
EmailTemplate=2 EventStream=2 GCMChannel=2 InAppTemplate=1 PushTemplate=1 SMSChannel=2 Segment=2 SmsTemplate=2
VoiceChannel=2 VoiceTemplate=2 PinpointEmail: ConfigurationSet=1 ConfigurationSetEventDestination=1
DedicatedIpPool=1 PinpointSMSVoiceV2: ConfigurationSet=2 EventDestination=1 OptOutList=2 Pipes: Pipe=14 Polaroid:
Allowlist=3 Proton: Environment=32 EnvironmentAccountConnection=1 EnvironmentTemplate=1
EnvironmentTemplateVersion=27 ServiceTemplate=1 QLDB: Ledger=81 Stream=4 QuickSight: Analysis=113 Dashboard=102
DataSet=24 DataSource=22 RefreshSchedule=62 Template=113 Theme=47 Topic=67 VPCConnection=107 RAM: Permission=2
ResourceShare=16 RDS: CustomDBEngineVersion=3 DBCluster=222 DBClusterParameterGroup=2 DBInstance=595
DBParameterGroup=2 DBProxy=225 DBProxyEndpoint=163 DBProxyTargetGroup=85 DBSecurityGroup=2 DBSubnetGroup=2
EventSubscription=2 GlobalCluster=2 OptionGroup=1 RUM: AppMonitor=5 Rbin: Rule=6 Redshift: Cluster=239
ClusterParameterGroup=5 ClusterSubnetGroup=3 EndpointAccess=180 EndpointAuthorization=6 EventSubscription=6
ScheduledAction=6 RedshiftServerless: Namespace=3 Workgroup=123 RefactorSpaces: Application=3 Environment=2 Route=2
Service=2 Rekognition: Collection=67 Project=1 StreamProcessor=1 ResilienceHub: App=3 ResiliencyPolicy=3
ResourceExplorer2: DefaultViewAssociation=1 Index=32 View=1 ResourceGroups: Group=2 RoboMaker: RobotApplication=1
RobotApplicationVersion=2 SimulationApplication=1 SimulationApplicationVersion=2 RolesAnywhere: CRL=1 Profile=1
TrustAnchor=1 Route53: CidrCollection=1 DNSSEC=32 HealthCheck=2 HostedZone=71 KeySigningKey=32 RecordSet=20
RecordSetGroup=33 Route53RecoveryControl: Cluster=7 ControlPanel=12 RoutingControl=24 SafetyRule=14
Route53RecoveryReadiness: Cell=7 ReadinessCheck=7 RecoveryGroup=7 ResourceSet=7 Route53Resolver:
FirewallDomainList=6 FirewallRuleGroup=43 FirewallRuleGroupAssociation=63 OutpostResolver=4 Profile=17
ProfileAssociation=187 ProfileResourceAssociation=82 ResolverConfig=185 ResolverDNSSECConfig=185 ResolverEndpoint=40
ResolverQueryLoggingConfig=6 ResolverQueryLoggingConfigAssociation=10 ResolverRule=17 ResolverRuleAssociation=97 S3:
AccessPoint=32 Bucket=30 BucketPolicy=12 MultiRegionAccessPoint=220 MultiRegionAccessPointPolicy=12 StorageLens=2
S3ObjectLambda: AccessPoint=2 AccessPointPolicy=1 S3Outposts: AccessPoint=82 Bucket=42 BucketPolicy=2 Endpoint=253
SES: ConfigurationSet=1 ConfigurationSetEventDestination=11 ContactList=1 DedicatedIpPool=11 EmailIdentity=127
ReceiptFilter=1 ReceiptRule=1 ReceiptRuleSet=1 Template=12 VdmAttributes=11 SNS: Subscription=2 Topic=4
TopicInlinePolicy=32 TopicPolicy=1 SQS: Queue=72 QueueInlinePolicy=32 QueuePolicy=1 SSM: Association=2 Document=32
MaintenanceWindow=1 MaintenanceWindowTarget=1 MaintenanceWindowTask=1 OpsMetadata=1 Parameter=1 PatchBaseline=2
ResourceDataSync=4 ResourcePolicy=1 SSMContacts: Contact=2 ContactChannel=2 Plan=6 Rotation=4 SSMIncidents:
ReplicationSet=101 ResponsePlan=2 SSO: Assignment=15 InstanceAccessControlAttributeConfiguration=1 PermissionSet=2
SageMaker: App=187 AppImageConfig=1 CodeRepository=1 DataQualityJobDefinition=2 Device=8 DeviceFleet=8 Domain=279
Endpoint=242 EndpointConfig=2 FeatureGroup=27 Image=8 ImageVersion=7 InferenceExperiment=171 Model=2
ModelBiasJobDefinition=2 ModelCard=6 ModelExplainabilityJobDefinition=2 ModelPackage=258 ModelPackageGroup=2
ModelQualityJobDefinition=2 MonitoringSchedule=12 NotebookInstance=234 NotebookInstanceLifecycleConfig=1 Pipeline=2
Project=29 Space=7 UserProfile=7 Workteam=2 Scheduler: Schedule=5 ScheduleGroup=1 SecretsManager: ResourcePolicy=1
RotationSchedule=17 Secret=1 SecretTargetAttachment=1 SecurityHub: AutomationRule=3 Hub=13 Standard=57
SelfServiceTest: LambdaBasedResource=1 ServiceCatalog: AcceptedPortfolioShare=4 CloudFormationProduct=11
CloudFormationProvisionedProduct=133 LaunchNotificationConstraint=3 LaunchRoleConstraint=3
LaunchTemplateConstraint=2 Portfolio=2 PortfolioPrincipalAssociation=3 PortfolioProductAssociation=2
PortfolioShare=2 ResourceUpdateConstraint=3 ServiceAction=1 ServiceActionAssociation=7 StackSetConstraint=1
TagOption=2 TagOptionAssociation=3 ServiceCatalogAppRegistry: Application=1 AttributeGroup=2
AttributeGroupAssociation=1 ResourceAssociation=2 ServiceDiscovery: HttpNamespace=46 Instance=10
PrivateDnsNamespace=46 PublicDnsNamespace=46 Service=1 Shield: DRTAccess=10 ProactiveEngagement=10 Protection=7
ProtectionGroup=7 Signer: ProfilePermission=1 SigningProfile=1 SimSpaceWeaver: Simulation=221 StepFunctions:
Activity=1 StateMachine=1 StateMachineAlias=1 StateMachineVersion=1 Sungkkim: Test=2 SupportApp: AccountAlias=7
SlackChannelConfiguration=7 SlackWorkspaceConfiguration=7 Synthetics: Canary=25 Group=1 SystemsManagerSAP:
Application=12 TangerineBox: Asset=3 Console=62 Timestream: Database=2 ScheduledQuery=3 Table=2 Transfer:
Agreement=1 Certificate=1 Connector=1 Profile=1 Server=204 User=10 Workflow=1 VerifiedPermissions: IdentitySource=1
Policy=1 PolicyStore=1 PolicyTemplate=1 VoiceID: Domain=2 VpcLattice: AccessLogSubscription=4 AuthPolicy=1
Listener=2 ResourcePolicy=2 Rule=2 Service=7 ServiceNetwork=2 ServiceNetworkServiceAssociation=8
ServiceNetworkVpcAssociation=31 TargetGroup=7 WAF: IPSet=1 Rule=1 WebACL=1 WAFRegional: ByteMatchSet=72
GeoMatchSet=70 IPSet=74 RateBasedRule=61 RegexPatternSet=72 Rule=51 SizeConstraintSet=71 SqlInjectionMatchSet=71
WebACL=59 WebACLAssociation=5 XssMatchSet=74 WAFv2: IPSet=2 LoggingConfiguration=2 RegexPatternSet=2 RuleGroup=7
WebACL=7 WebACLAssociation=5 Wisdom: Assistant=2 AssistantAssociation=1 KnowledgeBase=1 WorkSpaces:
ConnectionAlias=2 Workspace=1619 WorkSpacesWeb: BrowserSettings=2 IdentityProvider=3 IpAccessSettings=2
NetworkSettings=2 Portal=7 TrustStore=5 UserAccessLoggingSettings=2 UserSettings=2 XRay: Group=1 ResourcePolicy=1
SamplingRule=1`;
